// Reduces all photos of a folder, as a shortcode of Eleventy would, and says what came of them.
//     node resize.mjs '{"photos": DIR, "output": DIR, "manifest": FILE, "widths": [320],
//                       "formats": ["webp"], "quality": {"webp": 80, "jpeg": 80}}'
import fs from "node:fs/promises";
import path from "node:path";
import Image from "@11ty/eleventy-img";

const wanted = JSON.parse(process.argv[2]);
const names = (await fs.readdir(wanted.photos)).sort();

// Asked for all at once: eleventy-img itself decides how many it works at.
const made = await Promise.all(
  names.map((name) =>
    Image(path.join(wanted.photos, name), {
      widths: wanted.widths,
      formats: wanted.formats,
      outputDir: wanted.output,
      urlPath: "/photos/",
      sharpWebpOptions: { quality: wanted.quality.webp },
      sharpJpegOptions: { quality: wanted.quality.jpeg },
    }),
  ),
);

const manifest = made.flatMap((formats, index) =>
  Object.values(formats).flatMap((renditions) =>
    renditions.map(({ format, width, outputPath }) => ({
      photo: names[index],
      format,
      width,
      file: path.relative(wanted.output, outputPath),
    })),
  ),
);
await fs.writeFile(wanted.manifest, JSON.stringify(manifest));
