package vn.motcua.knowledge.search;

import vn.motcua.knowledge.content.Entry;
import vn.motcua.knowledge.content.Umbrella;

/// What a text can be about.
public sealed interface Topic {

    /// A procedure, a general article, or something another agency handles.
    record OfEntry(Entry entry) implements Topic {
    }

    /// Something people say besides asking, such as a greeting or the wish for a person.
    record OfIntent(String name) implements Topic {
    }

    /// A question that several procedures fit equally well.
    record OfUmbrella(Umbrella umbrella) implements Topic {
    }
}
