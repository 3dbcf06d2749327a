package vn.motcua.connectors;

/// What a channel can carry. A channel refuses what goes beyond, so messages are cut to this before they are stored.
///
/// @param longestText   characters (UTF-16) of one message
/// @param mostChoices   buttons under one message; 0 when there are none
/// @param longestLabel  characters of a button's label
/// @param longestValue  UTF-8 bytes of what comes back when a button is pressed
/// @param typing        whether it can show that an answer is being written
/// @param personalData  whether it may carry personal data; if not, people get a link to a form
public record Traits(int longestText, int mostChoices, int longestLabel, int longestValue, boolean typing,
        boolean personalData) {
    public Traits {
        if (longestText < 100 || mostChoices < 0) {
            throw new IllegalArgumentException("a channel carries at least 100 characters");
        }
    }
}
