/// Facebook Messenger: a page's webhook and its messages.
@NullMarked
package vn.motcua.connectors.messenger;

import org.jspecify.annotations.NullMarked;
