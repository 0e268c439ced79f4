export default {
  layout: "post.njk",
  permalink: (data) => `/posts/${data.slug}/`,
};
