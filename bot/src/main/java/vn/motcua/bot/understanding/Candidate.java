package vn.motcua.bot.understanding;

import vn.motcua.knowledge.content.Entry;

/// What a message may be about.
///
/// @param confidence probability in 0..1 that this is what was meant
public record Candidate(Entry entry, double confidence) {
}
