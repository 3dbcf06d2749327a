package vn.motcua.bot;

import vn.motcua.bot.cli.MotcuaCommand;

/// The program.
public final class Main {
    private Main() {
    }

    public static void main(String[] arguments) {
        System.exit(MotcuaCommand.run(arguments));
    }
}
