package vn.motcua.bot.understanding;

import java.util.List;

import vn.motcua.knowledge.content.Communes.Place;
import vn.motcua.knowledge.content.Procedure;

/// A question about a commune.
///
/// @param places what it may be, at least one; several of one name are in different communes now
/// @param which  whether it is asked what the place is now, rather than where to go
public record CommuneQuestion(List<Place> places, boolean which) {
    /// Their ids begin so.
    private static final List<String> OTHER_MATTERS = List.of("pa-", "tt-");

    public CommuneQuestion {
        places = List.copyOf(places);
    }

    /// Whether the people of a commune file this somewhere. Complaints and dossiers under way are another matter.
    public static boolean concerns(Procedure procedure) {
        return OTHER_MATTERS.stream().noneMatch(procedure.id()::startsWith);
    }
}
