package vn.motcua.bot.media;

import vn.motcua.bot.conversation.SharedFile.Kind;

/// The types of files that are taken, all of them; what is not here is refused.
///
/// Not here, on purpose: HTML and SVG (they can run scripts), archives and programs, the old office formats and those with
/// macros (they can run programs), HEIC (nothing here can read it, so its metadata could not be removed; phones and the
/// chat page turn it into JPEG), video.
enum MediaType {
    JPEG("image/jpeg", "jpg", Kind.IMAGE), PNG("image/png", "png", Kind.IMAGE), WEBP("image/webp", "webp",
            Kind.IMAGE), PDF("application/pdf", "pdf", Kind.DOCUMENT), DOCX(
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx",
                    Kind.DOCUMENT), XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
                            Kind.DOCUMENT), OGG("audio/ogg", "ogg", Kind.AUDIO), MP3("audio/mpeg", "mp3",
                                    Kind.AUDIO), AAC("audio/aac", "aac", Kind.AUDIO), M4A("audio/mp4", "m4a",
                                            Kind.AUDIO), AMR("audio/amr", "amr",
                                                    Kind.AUDIO);

    private final String name;
    private final String extension;
    private final Kind kind;

    MediaType(String name, String extension, Kind kind) {
        this.name = name;
        this.extension = extension;
        this.kind = kind;
    }

    /// Its registered name, such as `image/png`.
    String mediaType() {
        return name;
    }

    /// How names of such files end, without the dot.
    String extension() {
        return extension;
    }

    Kind kind() {
        return kind;
    }
}
