package vn.motcua.knowledge.index;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// Numbers every token that an index or a model knows, so that a question looks each of its tokens up once. Filled by one
/// thread; safe to share when that is over.
public final class Dictionary {
    /// The number of a token that nothing knows.
    public static final int UNKNOWN = -1;

    private final Map<Form, Map<String, Integer>> ids = new EnumMap<>(Form.class);
    private int size;

    public Dictionary() {
        for (var form : Form.values()) {
            ids.put(form, new HashMap<>());
        }
    }

    private Map<String, Integer> of(Form form) {
        return ids.computeIfAbsent(form, _ -> new HashMap<>());
    }

    /// How many tokens there are; their numbers are below.
    public int size() {
        return size;
    }

    /// The number of a token; it gets one if it has none.
    public int add(Form form, String token) {
        return of(form).computeIfAbsent(token, _ -> size++);
    }

    public boolean knows(Form form, String token) {
        return of(form).containsKey(token);
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
            var known = of(tokens.getKey());
            for (var token : tokens.getValue().entrySet()) {
                query.forms()[next] = tokens.getKey();
                query.ids()[next] = known.getOrDefault(token.getKey(), UNKNOWN);
                query.weights()[next++] = token.getValue();
            }
        }
        return query;
    }

    /// Writes it in a compact binary form.
    public void write(DataOutputStream out) throws IOException {
        for (var form : Form.values()) {
            out.writeInt(of(form).size());
            for (var token : of(form).entrySet()) {
                out.writeUTF(token.getKey());
                out.writeInt(token.getValue());
            }
        }
    }

    /// Reads what [#write] has written.
    public static Dictionary read(DataInputStream in) throws IOException {
        var dictionary = new Dictionary();
        for (var form : Form.values()) {
            int count = in.readInt();
            var tokens = HashMap.<String, Integer>newHashMap(count);
            for (int i = 0; i < count; i++) {
                tokens.put(in.readUTF(), in.readInt());
            }
            dictionary.ids.put(form, tokens);
            dictionary.size += count;
        }
        return dictionary;
    }
}
