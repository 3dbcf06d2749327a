package vn.motcua.bot.turn;

import java.util.ArrayList;
import java.util.List;

import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.InvalidContentException;
import vn.motcua.knowledge.yaml.Problem;

/// What the program itself leads to, by id: the status of a file, complaints, what those are offered who say nothing
/// definite, the department. Without it answering would fail on the day a citizen comes to it.
public final class NeededContent {
    private static final List<String> PROCEDURES = List.of("tt-hoso", "pa-xinloi", "pa-pakn", "pa-tocao", "dn-tnhh1-cn",
            "hkd-moi", "td-ddpl", "tn-tamngung");
    private static final List<String> AGENCIES = List.of("so-tai-chinh");

    private NeededContent() {
    }

    /// What of it a content does not have.
    public static List<Problem> missing(Content content) {
        var problems = new ArrayList<Problem>();
        for (var id : PROCEDURES) {
            if (content.findProcedure(id).isEmpty()) {
                problems.add(new Problem("procedures/" + id + ".md", 0,
                        "is missing, but the program leads citizens to \"" + id
                                + "\"; keep it, or change the program"));
            }
        }
        for (var id : AGENCIES) {
            if (!content.agencies().containsKey(id)) {
                problems.add(new Problem("places.yaml", 0,
                        "the agency \"" + id + "\" is missing, but the program names it"));
            }
        }
        return problems;
    }

    /// Refuses a content without it.
    ///
    /// @throws InvalidContentException with all that is missing
    static void require(Content content) {
        var missing = missing(content);
        if (!missing.isEmpty()) {
            throw new InvalidContentException(missing);
        }
    }
}
