/// What an operator may set: `motcua.yaml`, overridden by environment variables, typed and checked as a whole before any
/// port opens. Secrets come only from the environment or from files it names.
@NullMarked
package vn.motcua.bot.configuration;

import org.jspecify.annotations.NullMarked;
