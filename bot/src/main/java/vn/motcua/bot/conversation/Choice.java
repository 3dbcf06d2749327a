package vn.motcua.bot.conversation;

import org.jspecify.annotations.Nullable;

/// Something the citizen can pick instead of typing.
///
/// @param label     what the button says
/// @param value     what comes back when it is picked; unique within its reply
/// @param procedure the procedure it stands for, or null
/// @param facet     wire word of the facet it asks for, or null
public record Choice(String label, String value, @Nullable String procedure, @Nullable String facet) {
}
