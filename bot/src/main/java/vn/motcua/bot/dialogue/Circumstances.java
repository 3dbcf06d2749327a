package vn.motcua.bot.dialogue;

import java.time.Instant;

import vn.motcua.knowledge.content.Content;

/// All that deciding may know besides the conversation and what was understood: one immutable snapshot.
///
/// @param now     the time of the turn
/// @param content the knowledge that was searched
/// @param costs   what being wrong costs
public record Circumstances(Instant now, Content content, Costs costs) {

    /// What it costs to be wrong and to ask back, against each other.
    ///
    /// @param wrongAnswer an answer about something else
    /// @param askBack     asking back, whatever the citizen then chooses
    public record Costs(double wrongAnswer, double askBack) {
        /// Chosen on development questions: below 50 % asking back is cheaper.
        public static final Costs USUAL = new Costs(4, 2);

        /// Below this probability asking back is cheaper than answering.
        public double answerFrom() {
            return 1 - askBack / wrongAnswer;
        }
    }
}
