import { InputPathToUrlTransformPlugin } from "@11ty/eleventy";
import { feedPlugin } from "@11ty/eleventy-plugin-rss";
import syntaxHighlight from "@11ty/eleventy-plugin-syntaxhighlight";

const PAGE_SIZE = 12;
const LONG_DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

function postsOf(api) {
  return api.getFilteredByGlob("content/posts/*.md").sort((a, b) => b.date - a.date);
}

// Pagination inside pagination: one entry per page of each tag.
function tagPages(api) {
  const byTag = new Map();
  for (const post of postsOf(api)) {
    for (const tag of post.data.tags ?? []) {
      if (!byTag.has(tag)) byTag.set(tag, []);
      byTag.get(tag).push(post);
    }
  }
  return [...byTag].flatMap(([tag, posts]) => {
    const total = Math.ceil(posts.length / PAGE_SIZE);
    return Array.from({ length: total }, (_, index) => ({
      tag,
      posts: posts.slice(index * PAGE_SIZE, (index + 1) * PAGE_SIZE),
      number: index + 1,
      total,
      newer: index > 0 ? pageUrl(tag, index) : "",
      older: index + 1 < total ? pageUrl(tag, index + 2) : "",
      url: pageUrl(tag, index + 1),
    }));
  });
}

function pageUrl(tag, number) {
  return number === 1 ? `/tags/${tag}/` : `/tags/${tag}/page/${number}/`;
}

export default function (eleventyConfig) {
  eleventyConfig.setUseGitIgnore(false);
  eleventyConfig.addCollection("postsNewestFirst", postsOf);
  // The feed plugin takes the last entries of its collection.
  eleventyConfig.addCollection("postsOldestFirst", (api) => postsOf(api).reverse());
  eleventyConfig.addCollection("tagPages", tagPages);
  eleventyConfig.addFilter("day", (date) => date.toISOString().slice(0, 10));
  eleventyConfig.addFilter("longDay", (date) => LONG_DAY.format(date));
  // Links to files become links to pages, and code is coloured, as in the other programs.
  eleventyConfig.addPlugin(InputPathToUrlTransformPlugin);
  eleventyConfig.addPlugin(syntaxHighlight);
  eleventyConfig.addPlugin(feedPlugin, {
    type: "rss",
    outputPath: "/feed.xml",
    collection: { name: "postsOldestFirst", limit: 20 },
    metadata: {
      title: "The Hallway",
      subtitle: "The Hallway",
      language: "en",
      base: "https://example.org/",
      author: { name: "Technology coach" },
    },
  });
  return {
    dir: { input: "content", output: "output", includes: "../_includes" },
    htmlTemplateEngine: "njk",
    // Posts hold braces that are no template.
    markdownTemplateEngine: false,
  };
}
