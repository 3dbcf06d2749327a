package vn.motcua.bot.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import vn.motcua.bot.configuration.InvalidConfigurationException;
import vn.motcua.bot.store.AlreadyServingException;
import vn.motcua.bot.store.StorageUnavailableException;
import vn.motcua.bot.store.WeakDurabilityException;
import vn.motcua.bot.web.CannotListenException;
import vn.motcua.knowledge.content.InvalidContentException;

/// The whole command line. Results go to standard output, everything else to standard error; 0 is good, 1 a failed check
/// (also of the content, before anything is answered from it), 2 wrong use or surroundings in which it cannot start.
@Command(name = "motcua", mixinStandardHelpOptions = true, version = "1.0", description = "The online-support service of a one-stop department.", subcommands = {
        ServeCommand.class, AskCommand.class, ChatCommand.class, KbCommand.class, SimulateCommand.class,
        ChannelCommand.class, EraseCommand.class,
        WarmUpCommand.class})
public final class MotcuaCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new WrongUseException(
                "say what to do: motcua serve | chat | ask TEXT | kb lint | channel list | erase CHANNEL:ID | simulate channel zalo | test");
    }

    /// Runs a command and returns its exit code.
    public static int run(String... arguments) {
        var line = new CommandLine(new MotcuaCommand());
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setExecutionExceptionHandler((failure, _, _) -> switch (failure) {
            case WrongUseException wrong -> complain(2, wrong);
            case InvalidContentException wrong -> complain(1, wrong);
            case InvalidConfigurationException wrong -> complain(2, wrong);
            case AlreadyServingException wrong -> complain(2, wrong);
            case WeakDurabilityException wrong -> complain(2, wrong);
            case StorageUnavailableException wrong -> complain(2, wrong);
            case CannotListenException wrong -> complain(2, wrong);
            case IllegalArgumentException wrong -> complain(2, wrong);
            case IllegalStateException wrong -> complain(1, wrong);
            default -> throw failure;
        });
        line.setParameterExceptionHandler((wrong, _) -> complain(2, wrong));
        return line.execute(arguments);
    }

    private static int complain(int exit, Exception wrong) {
        System.err.println("motcua: " + wrong.getMessage());
        return exit;
    }
}
