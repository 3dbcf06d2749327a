package vn.motcua.bot.dialogue;

import java.time.Instant;

import vn.motcua.knowledge.content.Content;

/// All that deciding may know besides the conversation and what was understood: one immutable snapshot.
///
/// @param now     the time of the turn
/// @param content the knowledge that was searched
/// @param costs   what being wrong costs
public record Circumstances(Instant now, Content content, Costs costs) {

    /// What being wrong costs, on the scale where not answering a question that could be answered costs 1.
    ///
    /// @param wrongAnswer an answer about something else
    /// @param askBack     asking back although the first guess was right
    public record Costs(double wrongAnswer, double askBack) {
        /// A wrong answer is four times as bad as none; asking back when the first guess was right costs 2.4.
        public static final Costs USUAL = new Costs(4, 2.4);

        /// Below this probability asking back is cheaper than answering.
        public double answerFrom() {
            return 1 - askBack / wrongAnswer;
        }
    }
}
