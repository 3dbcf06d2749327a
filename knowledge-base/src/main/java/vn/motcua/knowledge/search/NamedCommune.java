package vn.motcua.knowledge.search;

import java.util.List;

import vn.motcua.knowledge.content.Communes.Place;

/// A commune that a text names.
///
/// @param places  what it may be: one, or several of one name that are in different communes now
/// @param plain   whether it is plainly a place: called a commune, named with its district, or as a former one. A name alone
///                may as well be a person's, a company's or a street's
/// @param located whether somebody or something is said to be there ("ở …")
/// @param leading whether the text begins with it
/// @param asks    what the text asks about it
/// @param rest    the text without it
public record NamedCommune(List<Place> places, boolean plain, boolean located, boolean leading, Asks asks,
        String rest) {
    public NamedCommune {
        places = List.copyOf(places);
    }

    /// What a text asks about a place.
    public enum Asks {
        /// What it is now.
        WHICH,
        /// Where to go.
        WHERE,
        /// Neither.
        NOTHING
    }
}
