package vn.motcua.bot.cli;

import vn.motcua.bot.dialogue.Circumstances;

/// Values used where no configuration says otherwise.
final class Defaults {
    /// A wrong answer is four times as bad as no answer; asking back when the first guess was right costs 2.4.
    static final Circumstances.Costs COSTS = new Circumstances.Costs(4, 2.4);

    private Defaults() {
    }
}
