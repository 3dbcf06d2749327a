package vn.motcua.bot.store;

import java.time.Instant;

/// Work outside a turn that a turn wants to be done.
///
/// @param id      unique for ever; goes along with whatever the work calls, so that doing it again has no second effect
/// @param kind    names what does the work
/// @param payload what it needs to know
/// @param due     not before
public record NewTask(String id, String kind, String payload, Instant due) {
}
