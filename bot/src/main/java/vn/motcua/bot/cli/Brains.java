package vn.motcua.bot.cli;

import vn.motcua.bot.configuration.ConfigurationReader;
import vn.motcua.bot.messages.Messages;
import vn.motcua.bot.turn.Brain;
import vn.motcua.knowledge.search.KnowledgeBase;

/// Loads what answering needs.
final class Brains {
    private Brains() {
    }

    static Brain load(Folders folders) {
        folders.existing();
        return of(KnowledgeBase.load(folders.content(), folders.data()), folders);
    }

    static Brain of(KnowledgeBase knowledge, Folders folders) {
        var configuration = ConfigurationReader.readable(folders.config(), System.getenv());
        return new Brain(knowledge, Messages.load(folders.config()),
                configuration.contacts(), configuration.costs());
    }
}
