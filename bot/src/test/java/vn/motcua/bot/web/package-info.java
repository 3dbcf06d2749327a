@NullMarked
package vn.motcua.bot.web;

import org.jspecify.annotations.NullMarked;
