package vn.motcua.knowledge.content;

import java.util.List;

/// A procedure as the national catalogue of administrative procedures lists it. Nobody here has looked at it: it tells the
/// citizen what the procedure is called and whose matter it is, no more.
///
/// @param code     national code
/// @param agencies who carries it out; may be empty
/// @param issuer   who put it into the catalogue; "" when that is not known
public record CatalogueEntry(String code, String name, List<String> agencies, String issuer) {
    public CatalogueEntry {
        agencies = List.copyOf(agencies);
    }
}
