/// What must not be lost, in SQL: SQLite in a data folder or PostgreSQL by URL, behind one door and one schema.
@NullMarked
package vn.motcua.bot.store;

import org.jspecify.annotations.NullMarked;
