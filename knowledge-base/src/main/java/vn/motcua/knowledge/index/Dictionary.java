package vn.motcua.knowledge.index;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;

import vn.motcua.knowledge.language.Numbers;

/// Numbers every token that an index or a model knows, so that a question looks each of its tokens up once. Filled by one
/// thread; safe to share when that is over.
///
/// Tokens are kept as 64-bit hashes in one open-addressed table: two of 100,000 tokens have the same with a probability of
/// three in ten billion, and the table is read from a file in one piece.
public final class Dictionary {
    /// The number of a token that nothing knows.
    public static final int UNKNOWN = -1;

    private static final int SMALLEST = 1 << 10;
    /// Fowler, Noll and Vo's offset and prime for 64 bits.
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    /// 0 where there is none; the length is a power of 2.
    private long[] hashes;
    private int[] numbers;
    private int size;

    public Dictionary() {
        this(new long[SMALLEST], new int[SMALLEST], 0);
    }

    private Dictionary(long[] hashes, int[] numbers, int size) {
        this.hashes = hashes;
        this.numbers = numbers;
        this.size = size;
    }

    /// Never 0.
    private static long hash(Form form, String token) {
        long hash = (OFFSET ^ form.ordinal()) * PRIME;
        for (int i = 0; i < token.length(); i++) {
            hash = (hash ^ token.charAt(i)) * PRIME;
        }
        // the low bits, which choose the place, depend on all
        hash = (hash ^ hash >>> 32) * 0x9e3779b97f4a7c15L;
        hash ^= hash >>> 29;
        return hash == 0 ? 1 : hash;
    }

    /// Where a hash stands, or where it would.
    private int place(long hash) {
        int place = (int) hash & hashes.length - 1;
        while (hashes[place] != 0 && hashes[place] != hash) {
            place = place + 1 & hashes.length - 1;
        }
        return place;
    }

    /// How many tokens there are; their numbers are below.
    public int size() {
        return size;
    }

    /// The number of a token; it gets one if it has none.
    public int add(Form form, String token) {
        long hash = hash(form, token);
        int place = place(hash);
        if (hashes[place] == 0) {
            if (2 * size >= hashes.length) {
                grow();
                place = place(hash);
            }
            hashes[place] = hash;
            numbers[place] = size++;
        }
        return numbers[place];
    }

    private void grow() {
        var hashesBefore = hashes;
        var numbersBefore = numbers;
        hashes = new long[2 * hashesBefore.length];
        numbers = new int[hashes.length];
        for (int i = 0; i < hashesBefore.length; i++) {
            if (hashesBefore[i] != 0) {
                int place = place(hashesBefore[i]);
                hashes[place] = hashesBefore[i];
                numbers[place] = numbersBefore[i];
            }
        }
    }

    private int number(Form form, String token) {
        int place = place(hash(form, token));
        return hashes[place] == 0 ? UNKNOWN : numbers[place];
    }

    public boolean knows(Form form, String token) {
        return number(form, token) != UNKNOWN;
    }

    /// Looks tokens up.
    ///
    /// @param wanted tokens with their weights, by form
    public Query query(Map<Form, Map<String, Float>> wanted) {
        int count = 0;
        for (var tokens : wanted.values()) {
            count += tokens.size();
        }
        var query = new Query(new Form[count], new int[count], new float[count]);
        int next = 0;
        for (var tokens : wanted.entrySet()) {
            for (var token : tokens.getValue().entrySet()) {
                query.forms()[next] = tokens.getKey();
                query.ids()[next] = number(tokens.getKey(), token.getKey());
                query.weights()[next++] = token.getValue();
            }
        }
        return query;
    }

    /// Writes it in a compact binary form.
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(size);
        out.writeInt(hashes.length);
        Numbers.writeLongs(out, hashes);
        Numbers.writeInts(out, numbers);
    }

    /// Reads what [#write] has written.
    public static Dictionary read(DataInputStream in) throws IOException {
        int size = in.readInt();
        int places = in.readInt();
        return new Dictionary(Numbers.readLongs(in, places), Numbers.readInts(in, places), size);
    }
}
