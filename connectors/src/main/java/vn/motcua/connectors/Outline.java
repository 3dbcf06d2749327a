package vn.motcua.connectors;

import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

/// What may be kept of an item that cannot be read: the names in it, without any value.
public final class Outline {
    private static final int MOST_NAMES = 60;
    private static final int LONGEST_NAME = 40;
    private static final int DEPTH = 3;

    private Outline() {
    }

    /// The names in an item, with those they stand in, in order.
    public static String of(JsonNode item) {
        var names = new TreeSet<String>();
        collect(item, "", DEPTH, names);
        return String.join(" ", names.stream().limit(MOST_NAMES).toList());
    }

    private static void collect(JsonNode item, String path, int depth, TreeSet<String> names) {
        for (var entry : item.properties()) {
            var name = entry.getKey();
            // A long name is no name of the provider's; it may be what somebody wrote.
            var here = path + (name.length() <= LONGEST_NAME ? name : "…");
            names.add(here);
            if (depth > 1) {
                collect(entry.getValue(), here + ".", depth - 1, names);
            }
        }
    }
}
