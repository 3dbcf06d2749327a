package vn.motcua.bot.answer;

import java.io.PrintStream;
import java.util.List;

import vn.motcua.knowledge.content.Assurance;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.Procedure;

/// Prints, for the department's officer, every fact that nobody has approved yet: what it says, how sure the team is, and
/// where it was taken from.
public final class ReviewSheet {
    private final Content content;

    public ReviewSheet(Content content) {
        this.content = content;
    }

    /// Prints the sheet of these procedures, or of all when none is named.
    public void print(List<String> ids, PrintStream out) {
        int open = 0;
        for (var procedure : content.procedures().values()) {
            if (ids.isEmpty() || ids.contains(procedure.id())) {
                out.printf("%n== %s  %s%n", procedure.id(), procedure.title().vi());
                open += facts(procedure, out);
            }
        }
        out.printf("%n%d dữ kiện chưa được duyệt (phiên bản nội dung %s). Duyệt: điền approved_by và approved_at của "
                + "dữ kiện trong knowledge-base/content/procedures/<mã>.md.%n", open, content.version());
    }

    private int facts(Procedure procedure, PrintStream out) {
        int open = 0;
        open += line(out, "mã TTHC", String.valueOf(procedure.code().value()), procedure.code().assurance());
        open += line(out, "nơi nộp", procedure.where().agency() + ", " + procedure.where().channels(),
                procedure.where().assurance());
        for (var limit : procedure.timeLimits()) {
            open += line(out, "thời hạn", (limit.applies() == null ? "" : limit.applies().vi() + ": ")
                    + (limit.amount() == null ? "chưa biết" : limit.amount() + " " + limit.unit().wire()) + " "
                    + limit.countedFrom().vi(), limit.assurance());
        }
        for (var fee : procedure.fees()) {
            open += line(out, "phí", fee.name().vi() + " " + fee.channels() + ": "
                    + (fee.amountVnd() == null ? "chưa biết" : fee.amountVnd() + " đồng"), fee.assurance());
        }
        for (var obligation : procedure.obligations()) {
            open += line(out, "nghĩa vụ", obligation.what().vi() + ": " + (obligation.before() ? "trước " : "trong ")
                    + obligation.amount() + " " + obligation.unit().wire() + ", " + obligation.countedFrom().vi(),
                    obligation.assurance());
        }
        open += list(out, "hồ sơ", procedure.documents());
        open += list(out, "các bước", procedure.steps());
        open += list(out, "điều kiện", procedure.conditions());
        open += line(out, "kết quả", procedure.result().text().vi(), procedure.result().assurance());
        open += list(out, "biểu mẫu", procedure.forms());
        return open;
    }

    private int list(PrintStream out, String name, Procedure.FactList list) {
        int open = line(out, name, list.items().size() + " mục", list.assurance());
        if (open > 0) {
            list.items().forEach(item -> out.println("        - " + item.text().vi()
                    + (item.certainty() == null ? "" : " [" + item.certainty().wire() + "]")));
        }
        return open;
    }

    private int line(PrintStream out, String name, String value, Assurance assurance) {
        if (assurance.approved()) {
            return 0;
        }
        var source = assurance.source() == null ? null : content.sources().get(assurance.source());
        out.printf("  [ ] %-10s %s  (%s%s%s)%n", name, value, assurance.certainty().wire(),
                source == null ? "" : "; " + source.title().vi(),
                assurance.caution() == null ? "" : "; cần đối chiếu " + assurance.caution());
        return 1;
    }
}
