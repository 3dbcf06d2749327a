/// The service over HTTP: conversations, their live events, public pages, and what operators watch.
///
/// Nothing blocks on an event loop: turns and reads run on virtual threads, so many as there is room for, and beyond that
/// the answer is 503 at once. No request, however slow or large, holds anything for longer than its deadline.
@NullMarked
package vn.motcua.bot.web;

import org.jspecify.annotations.NullMarked;
