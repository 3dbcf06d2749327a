package vn.motcua.bot.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

import vn.motcua.knowledge.content.ContentReader;

/// What the citizens of a benchmark ask, made from the ways of asking that stand in the content. For one thread.
final class Questions {
    static final int STORED = 2_000;
    private static final List<String> OPENERS = List.of("", "cho tôi hỏi ", "dạ ", "anh chị ơi ", "xin hỏi ", "alo ",
            "em muốn biết ", "nhờ tư vấn giúp ", "cho mình hỏi chút ", "bên em cần hỏi ", "kính gửi sở ", "ad ơi ");
    private static final List<String> BEFORE_NAME = List.of(", tôi là ", ", công ty tôi tên ", ", gửi từ nhà ",
            ", hỏi giúp bạn ", ", cửa hàng của tôi tên ", ", liên hệ ");
    private static final List<String> SYLLABLES = List.of("An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Hải", "Hạnh",
            "Hiền", "Hoa", "Hùng", "Hương", "Khánh", "Kiên", "Lan", "Linh", "Long", "Mai", "Minh", "Nam", "Nga", "Ngân",
            "Phát", "Phong", "Phúc", "Phương", "Quang", "Quân", "Sơn", "Tâm", "Thảo", "Thắng", "Trang", "Tuấn", "Vân",
            "Việt", "Vinh", "Xuân", "Yến", "Đức");

    private final List<String> stored;

    private Questions(List<String> stored) {
        this.stored = stored;
    }

    /// Takes the stored ways of asking from the content, the same ones for the same seed.
    static Questions read(Path content, long seed) {
        var all = new ArrayList<>(ContentReader.read(content).sound().entries().stream()
                .flatMap(entry -> Stream.concat(entry.asks().stream(), entry.asksEnglish().stream())).distinct()
                .sorted()
                .toList());
        if (all.size() < STORED) {
            throw new IllegalStateException("only " + all.size() + " ways of asking are stored");
        }
        Collections.shuffle(all, new Random(seed));
        return new Questions(List.copyOf(all.subList(0, STORED)));
    }

    /// Never the same question twice, for 3,200,000 questions: each round goes through all stored ones with another pair
    /// of names, and mostly another opener.
    Supplier<String> allDifferent() {
        var count = new AtomicLong();
        return () -> {
            long next = count.getAndIncrement();
            int at = (int) (next % STORED);
            long round = next / STORED;
            return pick(OPENERS, round + at) + stored.get(at) + pick(BEFORE_NAME, round + at) + pick(SYLLABLES, round)
                    + " " + pick(SYLLABLES, round / SYLLABLES.size() + at);
        };
    }

    private static String pick(List<String> list, long number) {
        return list.get((int) (number % list.size()));
    }

    /// The stored questions as people would repeat them: the k-th most frequent one comes with a share of 1/k.
    Supplier<String> realistic(long seed) {
        var shares = new double[STORED];
        double sum = 0;
        for (int rank = 1; rank <= STORED; rank++) {
            sum += 1.0 / rank;
            shares[rank - 1] = sum;
        }
        double all = sum;
        var random = new Random(seed);
        return () -> {
            int at = Arrays.binarySearch(shares, random.nextDouble() * all);
            return stored.get(Math.min(at < 0 ? -at - 1 : at, STORED - 1));
        };
    }
}
