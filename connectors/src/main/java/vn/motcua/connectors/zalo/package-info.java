/// Zalo: an official account's webhook, its messages, its notices by template, and the tokens that all of it hangs on.
@NullMarked
package vn.motcua.connectors.zalo;

import org.jspecify.annotations.NullMarked;
