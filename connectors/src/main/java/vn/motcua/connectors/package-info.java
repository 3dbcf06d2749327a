/// The outside world as the bot sees it: channels that bring citizens' events and carry replies back.
///
/// Nothing here knows the bot or the knowledge base, and no provider's package knows another's.
@NullMarked
package vn.motcua.connectors;

import org.jspecify.annotations.NullMarked;
