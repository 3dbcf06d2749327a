package vn.motcua.knowledge.content;

/// Where facts were taken from.
///
/// @param kind `primary`, `copy`, `secondary`, `observation` or `memory`
/// @param date as precise as it is known, such as `2026-07-18` or `2026`
public record Source(String id, Localized title, String kind, String date) {
}
