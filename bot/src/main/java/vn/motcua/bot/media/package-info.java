/// Files that citizens share: what they are by their content, images made anew without metadata, kept encrypted, opened
/// only through the conversation they belong to. The same for every channel.
@NullMarked
package vn.motcua.bot.media;

import org.jspecify.annotations.NullMarked;
