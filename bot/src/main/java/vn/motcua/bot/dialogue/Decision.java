package vn.motcua.bot.dialogue;

import java.util.List;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.understanding.Candidate;
import vn.motcua.knowledge.content.Article;
import vn.motcua.knowledge.content.CatalogueEntry;
import vn.motcua.knowledge.content.Communes.Place;
import vn.motcua.knowledge.content.Elsewhere;
import vn.motcua.knowledge.content.Facet;
import vn.motcua.knowledge.content.Procedure;

/// What the assistant chose to do about a message. There are no other choices.
public sealed interface Decision {

    /// Probability in 0..1 that this is what the citizen wants.
    double confidence();

    /// Answer from the facts of a procedure.
    ///
    /// @param facets   the parts asked for, at least one and at most three, strongest first
    /// @param overview whether no part was named, so that the usual ones are given
    /// @param article  an article that explains just what was asked about the procedure, or null
    record Answer(Procedure procedure, List<Facet> facets, boolean overview, @Nullable Article article,
            double confidence) implements Decision {
        public Answer {
            facets = List.copyOf(facets);
        }
    }

    /// Answer from a general article.
    record AnswerArticle(Article article, double confidence) implements Decision {
    }

    /// Say what became of a commune and where its people file.
    ///
    /// @param procedure what they file, or null when none was named
    /// @param facets    the parts asked for: where, and others of the procedure
    record AnswerCommune(Place place, @Nullable Procedure procedure, List<Facet> facets, double confidence)
            implements
                Decision {
        public AnswerCommune {
            facets = List.copyOf(facets);
        }
    }

    /// Ask which of several places of one name is meant.
    ///
    /// @param procedure what the citizen wants to file, or null
    record ClarifyCommune(List<Place> between, @Nullable Procedure procedure, double confidence) implements Decision {
        public ClarifyCommune {
            between = List.copyOf(between);
        }
    }

    /// Ask back.
    ///
    /// @param between what the citizen can choose from, most probable first
    /// @param facets  parts already named
    record Clarify(Reason reason, List<Candidate> between, List<Facet> facets, double confidence) implements Decision {
        public Clarify {
            between = List.copyOf(between);
            facets = List.copyOf(facets);
        }

        /// Why the assistant asks back.
        public enum Reason {
            /// Several topics are about equally probable.
            COMPETING,
            /// Nothing is probable enough.
            UNCLEAR,
            /// Nothing that the text says points anywhere; what is asked for most is offered.
            UNKNOWN,
            /// A part was named, but no topic.
            NO_TOPIC,
            /// The second time in a row that nothing helped: a person is better.
            AGAIN
        }
    }

    /// Say where a dossier's status can be seen.
    record Status(double confidence) implements Decision {
    }

    /// Take a complaint seriously and show the right way for it.
    ///
    /// @param procedure the complaint procedure that fits
    /// @param money     whether extra money was asked for
    record Complaint(Procedure procedure, boolean money, double confidence) implements Decision {
    }

    /// Bring in a person.
    record HandOff(double confidence) implements Decision {
    }

    /// Point to another agency, or say that nobody here handles this.
    ///
    /// @param elsewhere who does handle it, or null
    record OutOfScope(@Nullable Elsewhere elsewhere, double confidence) implements Decision {
    }

    /// Tell what the national catalogue says about a procedure that is not ours.
    record Catalogued(CatalogueEntry entry, double confidence) implements Decision {
    }

    /// Be polite.
    ///
    /// @param topic message key of what to say
    record SmallTalk(String topic, double confidence) implements Decision {
    }
}
