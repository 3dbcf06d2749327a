package vn.motcua.bot.cli;

import vn.motcua.bot.dialogue.Circumstances;
import vn.motcua.bot.messages.Messages;
import vn.motcua.bot.turn.Brain;
import vn.motcua.knowledge.content.ContentReader;
import vn.motcua.knowledge.search.KnowledgeBase;

/// Loads what answering needs.
final class Brains {
    private Brains() {
    }

    static Brain load(Folders folders) {
        folders.existing();
        var knowledge = KnowledgeBase.of(ContentReader.read(folders.content()).sound());
        return new Brain(knowledge, Messages.load(folders.config()), Circumstances.Costs.USUAL);
    }
}
