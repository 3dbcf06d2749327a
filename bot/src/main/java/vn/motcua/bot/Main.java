package vn.motcua.bot;

import java.util.logging.Level;
import java.util.logging.Logger;

import vn.motcua.bot.cli.MotcuaCommand;

/// The program.
public final class Main {
    private Main() {
    }

    /// Lucene says at each start that its vector instructions are off; at our size they would change nothing.
    private static final Logger VECTORS = Logger.getLogger("org.apache.lucene.internal.vectorization");

    public static void main(String[] arguments) {
        VECTORS.setLevel(Level.SEVERE);
        System.exit(MotcuaCommand.run(arguments));
    }
}
