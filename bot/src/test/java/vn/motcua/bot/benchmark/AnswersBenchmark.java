package vn.motcua.bot.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import vn.motcua.bot.ChildProgram;
import vn.motcua.bot.benchmark.Generator.Latencies;

/// How many answers a second the real service gives, each understood, stored and replied to over HTTP; and how that
/// compares with a route of the same HTTP stack that does nothing. Every part runs in a process of its own, and the
/// measurements take turns, so that what else happens on the machine meets all of them alike.
///
/// Prints a Markdown table. `docs/benchmarks.md` has the command and the figures.
final class AnswersBenchmark {
    private static final int CONNECTIONS = 32;
    private static final int RUNS = 3;
    /// Before that the compilers still take a good part of the processor.
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("motcua.benchmark.warm-up", 40));
    private static final Duration RUN = Duration.ofSeconds(Integer.getInteger("motcua.benchmark.run", 8));
    private static final long SEED = Long.getLong("motcua.benchmark.seed", 1);
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx512m");
    /// More options for the service, such as those of a recording.
    private static final String MORE = System.getProperty("motcua.benchmark.jvm", "");

    private AnswersBenchmark() {
    }

    public static void main(String[] arguments) throws IOException {
        var folder = Files.createTempDirectory("motcua-benchmark");
        var questions = Questions.read(ChildProgram.home().resolve("knowledge-base/content"), SEED);
        try (var bare = bare(folder);
                var different = service(folder.resolve("different"));
                var realistic = service(folder.resolve("realistic"))) {
            var series = List.of(new Series("bare route", bare, questions.allDifferent(), false),
                    new Series("every question different", different, questions.allDifferent(), true),
                    new Series("realistic mix", realistic, questions.realistic(SEED), true));
            for (var one : series) {
                one.generator.run(WARM_UP);
            }
            for (int run = 0; run < RUNS; run++) {
                for (var one : series) {
                    one.measure();
                }
            }
            print(series);
            series.forEach(one -> one.program.stop(Duration.ofSeconds(30)));
        } finally {
            delete(folder);
        }
    }

    private static ChildProgram bare(Path folder) {
        return ChildProgram.start(JVM, BareRoute.class, List.of(), Map.of(), folder.resolve("bare.log"));
    }

    private static ChildProgram service(Path data) throws IOException {
        Files.createDirectory(data);
        var options = new ArrayList<>(JVM);
        options.add("--add-modules=jdk.incubator.vector");
        if (!MORE.isEmpty()) {
            options.addAll(List.of(MORE.replace("{name}", data.getFileName().toString()).split(" ")));
        }
        return ChildProgram.serve(data, Map.of(), options);
    }

    /// One thing that is measured again and again.
    private static final class Series {
        private final String name;
        private final ChildProgram program;
        private final Generator generator;
        private final List<Latencies> runs = new ArrayList<>();
        private Duration used = Duration.ZERO;

        Series(String name, ChildProgram program, Supplier<String> questions, boolean opensConversations) {
            this.name = name;
            this.program = program;
            this.generator = new Generator(program.awaitPort(), CONNECTIONS, questions, opensConversations);
        }

        void measure() throws IOException {
            var before = program.processorTime();
            runs.add(generator.run(RUN));
            used = used.plus(program.processorTime().minus(before));
        }

        double rate(int run) {
            return (double) runs.get(run).count() / RUN.toSeconds();
        }

        double[] rates() {
            return runs.stream().mapToDouble(run -> (double) run.count() / RUN.toSeconds()).sorted().toArray();
        }

        /// Processor time of the measured program for each answer, whoever else used the machine.
        double microsPerAnswer() {
            return used.toNanos() / 1e3 / runs.stream().mapToInt(Latencies::count).sum();
        }
    }

    private static void print(List<Series> series) {
        System.out.printf(Locale.ROOT, "%s, %d processors, load average at the end %.1f, seed %d, %d connections%n%n",
                LocalDate.now(), Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), SEED, CONNECTIONS);
        System.out.println(
                "| | answers/s: median | min | max | p50 ms | p99 ms | processor µs per answer | ratio to bare |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (var one : series) {
            var rates = one.rates();
            var times = Latencies.sorted(one.runs);
            System.out.printf(Locale.ROOT, "| %s | %.0f | %.0f | %.0f | %.1f | %.1f | %.0f | %.3f |%n", one.name,
                    rates[RUNS / 2], rates[0], rates[RUNS - 1], millis(times, 0.50), millis(times, 0.99),
                    one.microsPerAnswer(), ratio(one, series.getFirst()));
        }
    }

    /// The median of the ratios of runs that followed each other.
    private static double ratio(Series one, Series bare) {
        var ratios = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            ratios[run] = one.rate(run) / bare.rate(run);
        }
        Arrays.sort(ratios);
        return ratios[RUNS / 2];
    }

    private static double millis(long[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
