package vn.motcua.knowledge.content;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import vn.motcua.knowledge.language.Syllables;
import vn.motcua.knowledge.yaml.Problems;

/// Checks what single files cannot show: references, duplicates, ways of asking that are only a title in a frame, and
/// words a citizen must never read. Needs a content that could be read without problems.
final class ContentLint {
    private static final int ASKS = 8;
    private static final int ASKS_OF_THE_MOST_ASKED = 15;
    private static final Pattern RESEARCH_MARK = Pattern
            .compile("from-memory|trí nhớ|tài liệu dẫn lại|\\bS_[A-Z0-9]+|nguồn thứ cấp|\\bTODO\\b|\\bREVIEW\\b");
    private static final Pattern PROMISE = Pattern
            .compile("chắc chắn (được|sẽ)|cam đoan|đảm bảo (được )?cấp|cán bộ sẽ (trả lời|kiểm tra)|officer will");
    private static final Pattern GENERIC_OPENING = Pattern
            .compile("^(dang ky|thong bao|cap|thu tuc|ho so|de nghi|thanh lap|thay doi|lam) ");

    private static final String UMBRELLAS = "umbrellas.yaml";

    private final Content content;
    private final Map<String, String> files;
    private final Problems problems;
    private final Map<String, String> elsewhereFiles = new HashMap<>();

    /// @param files texts of the content files by name, to tell the line of a mistake
    ContentLint(Content content, Map<String, String> files, Problems problems) {
        this.content = content;
        this.files = files;
        this.problems = problems;
    }

    /// Finds what does not hold on this day: facts before or past their validity, laws not in force, and approvals of a day
    /// that has not come.
    void expired(LocalDate day) {
        for (var procedure : content.procedures().values()) {
            var file = file(procedure);
            var validTo = procedure.validTo();
            if (validTo != null && validTo.isBefore(day)) {
                add(file, "valid_to:", "valid_to " + validTo + " has passed");
            }
            if (procedure.validFrom().isAfter(day)) {
                add(file, "valid_from:",
                        "valid_from " + procedure.validFrom() + " has not come, yet it is answered from");
            }
            for (var basis : procedure.legal()) {
                reportIfExpired(basis.law(), file, day);
            }
            assurances(procedure).forEach(assurance -> reportIfToCome(assurance, file, day));
        }
        for (var article : content.articles().values()) {
            for (var law : article.assurance().basis()) {
                reportIfExpired(law, file(article), day);
            }
            reportIfToCome(article.assurance(), file(article), day);
        }
        reportIfToCome(content.communes().assurance(), "communes.yaml", day);
    }

    private void reportIfToCome(Assurance assurance, String file, LocalDate day) {
        var approvedAt = assurance.approvedAt();
        if (approvedAt != null && approvedAt.isAfter(day)) {
            add(file, "approved_at: " + approvedAt, "approved_at " + approvedAt + " has not come");
        }
    }

    /// Of all facts of a procedure.
    private static List<Assurance> assurances(Procedure procedure) {
        var all = new ArrayList<>(List.of(procedure.code().assurance(), procedure.where().assurance(),
                procedure.result().assurance(), procedure.documents().assurance(), procedure.steps().assurance(),
                procedure.conditions().assurance(), procedure.forms().assurance()));
        procedure.timeLimits().forEach(limit -> all.add(limit.assurance()));
        procedure.fees().forEach(fee -> all.add(fee.assurance()));
        procedure.obligations().forEach(obligation -> all.add(obligation.assurance()));
        return all;
    }

    private void reportIfExpired(String id, String file, LocalDate day) {
        var law = content.laws().get(id);
        if (law != null && !law.inForceOn(day)) {
            add(file, id, "the legal basis " + id + " is not in force on " + day
                    + (law.replacedBy() == null ? "" : "; replaced by " + law.replacedBy()));
        }
    }

    /// Finds ways of asking that repeat a question of an evaluation set, which would make the set worthless.
    void leaked(List<String> questions) {
        var keys = new HashMap<String, String>();
        questions.forEach(question -> keys.put(Syllables.key(question), question));
        for (var entry : content.entries()) {
            for (var ask : asks(entry)) {
                if (keys.containsKey(Syllables.key(ask))) {
                    add(file(entry), ask, "\"" + ask + "\" is an evaluation question");
                }
            }
        }
    }

    void check() {
        content.procedures().values().forEach(this::checkProcedure);
        content.articles().values().forEach(article -> {
            checkAssurance(file(article), "the article", article.assurance());
            checkWords(file(article), article.lead(), article.more(), article.title());
            checkCount(article, article.asks(), ASKS);
            known(file(article), "procedure", article.belongsTo(), content.procedures());
        });
        for (var elsewhere : content.elsewhere().values()) {
            checkWords(file(elsewhere), elsewhere.title(), elsewhere.responsible(), elsewhere.where());
        }
        for (var umbrella : content.umbrellas()) {
            umbrella.between().forEach(id -> known(UMBRELLAS, "procedure", id, content.procedures()));
            if (umbrella.between().size() < 2 || umbrella.asks().isEmpty()) {
                add(UMBRELLAS, umbrella.id(), umbrella.id() + " needs two procedures or more, and a way of asking");
            }
        }
        for (var law : content.laws().values()) {
            law.amendedBy().forEach(amendment -> known("laws.yaml", "law", amendment.law(), content.laws()));
            known("laws.yaml", "law", law.replacedBy(), content.laws());
        }
        checkAssurance("communes.yaml", "the table", content.communes().assurance());
        known("communes.yaml", "article", content.communes().article(), content.articles());
        checkDuplicates();
        checkFrames();
    }

    private void checkProcedure(Procedure procedure) {
        var file = file(procedure);
        known(file, "agency", procedure.where().agency(), content.agencies());
        known(file, "portal", procedure.where().portal(), content.portals());
        procedure.legal().forEach(basis -> known(file, "law", basis.law(), content.laws()));
        procedure.notThis().forEach(neighbour -> known(file, "procedure", neighbour.id(), content.procedures()));
        if (procedure.legal().isEmpty()) {
            add(file, "legal:", "no legal basis");
        }
        if (procedure.timeLimits().isEmpty() || procedure.fees().isEmpty()) {
            add(file, "time_limits:",
                    "time_limits and fees need at least one entry; write unknown when it is not known");
        }
        for (var list : List.of(procedure.documents(), procedure.steps(), procedure.conditions(), procedure.forms())) {
            list.items().forEach(item -> checkWords(file, item.text()));
        }
        procedure.timeLimits().forEach(limit -> {
            unknownIfMissing(file, "time limit", limit.amount(), limit.assurance());
            checkWords(file, limit.applies(), limit.note(), limit.countedFrom());
        });
        procedure.fees().forEach(fee -> {
            unknownIfMissing(file, "fee", fee.amountVnd(), fee.assurance());
            checkWords(file, fee.name(), fee.note());
        });
        procedure.obligations().forEach(obligation -> {
            checkWords(file, obligation.what(), obligation.countedFrom());
        });
        assurances(procedure).forEach(assurance -> checkAssurance(file, "a fact", assurance));
        checkWords(file, procedure.summary());
        procedure.explained().forEach(one -> checkWords(file, one.question(), one.answer()));
        checkCount(procedure, procedure.asks(), procedure.mostAsked() ? ASKS_OF_THE_MOST_ASKED : ASKS);
        checkTitleFrames(procedure);
    }

    private void unknownIfMissing(String file, String what, @Nullable Long amount, Assurance assurance) {
        if ((amount == null) != (assurance.certainty() == Certainty.UNKNOWN)) {
            add(file, what.equals("fee") ? "fees:" : "time_limits:",
                    "a " + what + " has certainty unknown exactly when its amount is unknown");
        }
    }

    private void checkAssurance(String file, String what, Assurance assurance) {
        known(file, "source", assurance.source(), content.sources());
        assurance.basis().forEach(law -> known(file, "law", law, content.laws()));
        known(file, "law", assurance.caution(), content.laws());
        if ((assurance.approvedBy() == null) != (assurance.approvedAt() == null)) {
            add(file, "approved_by:", what + " needs both approved_by and approved_at, or neither");
        }
    }

    private void known(String file, String kind, @Nullable String id, Map<String, ?> all) {
        if (id != null && !all.containsKey(id)) {
            add(file, id, "there is no " + kind + " \"" + id + "\"");
        }
    }

    private void checkWords(String file, @Nullable Localized... texts) {
        for (var text : texts) {
            if (text == null) {
                continue;
            }
            for (var words : new String[]{text.vi(), text.en() == null ? "" : text.en()}) {
                if (RESEARCH_MARK.matcher(words).find()) {
                    add(file, words, "a citizen would read a research mark: \"" + words + "\"");
                }
                if (PROMISE.matcher(words).find()) {
                    add(file, words, "promises a result: \"" + words + "\"");
                }
            }
        }
    }

    private void checkCount(Entry entry, List<String> asks, int atLeast) {
        if (asks.size() < atLeast) {
            add(file(entry), "asks:", "%d ways of asking; at least %d are needed".formatted(asks.size(), atLeast));
        }
    }

    /// A title alone, or a title behind an empty phrase, teaches the search nothing.
    private void checkTitleFrames(Procedure procedure) {
        var title = Syllables.key(procedure.title().vi());
        for (var ask : procedure.asks()) {
            var key = Syllables.key(ask);
            if (key.equals(title) || GENERIC_OPENING.matcher(key).replaceFirst("").equals(title)) {
                add(file(procedure), ask, "\"" + ask + "\" is only the title");
            }
        }
    }

    private void checkDuplicates() {
        record Asked(String ask, Entry entry) {
        }
        var seen = new HashMap<String, Asked>();
        for (var entry : content.entries()) {
            for (var ask : asks(entry)) {
                var before = seen.putIfAbsent(Syllables.key(ask), new Asked(ask, entry));
                if (before == null) {
                    continue;
                }
                var difference = before.ask().equals(ask) ? "" : ", as \"" + before.ask() + "\"";
                if (before.entry() == entry) {
                    addLast(file(entry), ask, "\"" + ask + "\" stands twice" + difference);
                } else {
                    add(file(entry), ask, "\"" + ask + "\" also asks for " + before.entry().id() + " ("
                            + file(before.entry()) + ")" + difference);
                }
            }
        }
    }

    /// Ways of asking that differ between procedures only by the title put in.
    private void checkFrames() {
        var frames = new HashMap<String, Procedure>();
        for (var procedure : content.procedures().values()) {
            var title = Syllables.key(procedure.title().vi());
            var core = GENERIC_OPENING.matcher(title).replaceFirst("");
            for (var ask : procedure.asks()) {
                var key = Syllables.key(ask);
                if (!key.contains(core)) {
                    continue;
                }
                var frame = key.replace(core, "*");
                var other = frames.putIfAbsent(frame, procedure);
                if (other != null && other != procedure) {
                    add(file(procedure), ask,
                            "\"%s\" differs from a way of asking of %s only by the title".formatted(ask, other.id()));
                }
            }
        }
    }

    private static List<String> asks(Entry entry) {
        var asks = new ArrayList<>(entry.asks());
        asks.addAll(entry.asksEnglish());
        return asks;
    }

    private String file(Entry entry) {
        return switch (entry) {
            case Procedure procedure -> "procedures/" + procedure.id() + ".md";
            case Article article -> "articles/" + article.id() + ".md";
            case Elsewhere elsewhere -> elsewhereFiles.computeIfAbsent(elsewhere.id(), this::elsewhereFile);
        };
    }

    private String elsewhereFile(String id) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().startsWith("elsewhere/")
                        && file.getValue().contains("id: \"" + id + "\""))
                .map(Map.Entry::getKey).findFirst().orElse("elsewhere");
    }

    /// Notes a problem on the first line of the file that holds `words`.
    private void add(String file, String words, String message) {
        add(file, files.getOrDefault(file, "").indexOf(words), message);
    }

    /// Notes a problem on the last line of the file that holds `words`: the first one is the one that may stay.
    private void addLast(String file, String words, String message) {
        add(file, files.getOrDefault(file, "").lastIndexOf(words), message);
    }

    private void add(String file, int at, String message) {
        var before = at < 0 ? "" : files.getOrDefault(file, "").substring(0, at);
        problems.add(file, at < 0 ? 0 : (int) before.chars().filter(sign -> sign == '\n').count() + 1, message);
    }
}
