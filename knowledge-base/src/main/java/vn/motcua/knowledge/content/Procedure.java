package vn.motcua.knowledge.content;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// An administrative procedure (thủ tục hành chính): its facts, how people ask for it, and what it is not.
///
/// @param id          stable name, such as `dn-ctcp`
/// @param title       official title
/// @param mostAsked   one of those people ask for most; it needs more ways of asking
/// @param field       group it belongs to, such as `doanh-nghiep`
/// @param level       `province`, `commune` or `central`
/// @param validFrom   first day its facts hold
/// @param validTo     last day its facts hold, or null
/// @param code        national code; several procedures may share one
/// @param where       who handles it and how it is filed
/// @param timeLimits  how long the agency may take
/// @param fees        what it costs
/// @param obligations what the citizen must do in time; never the agency's processing time
/// @param names       short everyday names of the matter, such as "dẹp tiệm"; learned from in question frames, never shown
/// @param notThis     neighbours it is mistaken for, with the difference
/// @param summary     what it is, in plain words
/// @param explained   questions people have about it, answered from its facts
public record Procedure(String id, Localized title, boolean mostAsked, String field, String level, LocalDate validFrom,
        @Nullable LocalDate validTo, Code code, Where where, List<TimeLimit> timeLimits, List<Fee> fees,
        FactList documents, FactList steps, FactList conditions, Result result, FactList forms,
        List<Obligation> obligations, List<LegalBasis> legal, List<String> names, List<String> namesEnglish,
        List<String> asks, List<String> asksEnglish,
        List<Neighbour> notThis, Localized summary, List<Explained> explained) implements Entry {

    /// The national code.
    ///
    /// @param value null when there is none or it is not known
    public record Code(@Nullable String value, @Nullable Localized note, Assurance assurance) {
    }

    /// Who handles it and how it is filed.
    public record Where(String agency, String portal, List<FilingChannel> channels, Assurance assurance) {
    }

    /// How long the agency may take.
    ///
    /// @param applies     the case it applies to, or null for every case
    /// @param amount      null when it is not known
    /// @param countedFrom such as "kể từ khi nhận hồ sơ hợp lệ"
    public record TimeLimit(@Nullable Localized applies, @Nullable Long amount, TermUnit unit, Localized countedFrom,
            @Nullable Localized note, Assurance assurance) {
    }

    /// What it costs.
    ///
    /// @param channels  ways of filing it applies to
    /// @param amountVnd đồng; 0 when nothing is charged, null when it is not known
    public record Fee(Localized name, List<FilingChannel> channels, @Nullable Long amountVnd, @Nullable Localized note,
            Assurance assurance) {
    }

    /// A list that is one fact: the papers, the steps, the conditions, the forms.
    public record FactList(List<Item> items, Assurance assurance) {
    }

    /// One entry of a list.
    ///
    /// @param certainty lower than that of the list, or null when it is the same
    public record Item(Localized text, @Nullable Certainty certainty) {
    }

    /// What the citizen receives.
    public record Result(Localized text, Assurance assurance) {
    }

    /// What the citizen must do in time.
    ///
    /// @param before true: at the latest so long before the event; false: within so long after it
    public record Obligation(Localized what, boolean before, long amount, TermUnit unit, Localized countedFrom,
            Assurance assurance) {
    }

    /// A law the procedure rests on.
    ///
    /// @param articles as the source gives them, or null
    /// @param certainty lower than the law's own, or null
    public record LegalBasis(String law, @Nullable String articles, @Nullable Certainty certainty) {
    }

    /// A procedure this one is mistaken for.
    public record Neighbour(String id, Localized difference) {
    }

    /// A question people have about it, with its answer.
    public record Explained(Localized question, Localized answer) {
    }

    /// Whether it is filed in the commune or ward, rather than with the province.
    public boolean isFiledInCommune() {
        return level.equals("commune");
    }

    /// The articles of one of its laws, as far as they are known.
    public Optional<String> articlesOf(String law) {
        return legal.stream().filter(basis -> basis.law().equals(law)).map(LegalBasis::articles)
                .filter(articles -> articles != null).map(articles -> (String) articles).findFirst();
    }
}
