package vn.motcua.knowledge.index;

/// Weighted tokens to look for, looked up once for all indexes of a [Dictionary]. Immutable by agreement: the arrays are not
/// copied, because a question is searched in several indexes and time matters.
///
/// @param forms   what each token is
/// @param ids     its number in the dictionary, or [Dictionary#UNKNOWN]
/// @param weights how much it counts
public record Query(Form[] forms, int[] ids, float[] weights) {
    public int size() {
        return ids.length;
    }
}
