package vn.motcua.bot.web;

import java.util.Locale;

/// Everything that can be wrong with a request. The texts are messages `problem.<name>.title` and `.detail`.
enum HttpProblem {
    MALFORMED_JSON(400), WRONG_TYPE(400), MISSING_TEXT(400), TEXT_AND_CHOICE(400), INVALID_TEXT(400), INVALID_CLIENT_ID(
            400), INVALID_PARAMETER(400), MISSING_FILE(400), BAD_REQUEST(
                    400), UNAUTHORIZED(401), FORBIDDEN_ORIGIN(403), NOT_FOUND(
                            404), METHOD_NOT_ALLOWED(405), TIMEOUT(408), CONFLICT(
                                    409), MOVED(409), CODE_USED(410), ERASED(410), BODY_TOO_LARGE(413), TEXT_TOO_LONG(
                                            413), FILE_TOO_LARGE(413), URI_TOO_LONG(414), UNSUPPORTED_MEDIA_TYPE(
                                                    415), NOT_MULTIPART(415), FILE_TYPE(415), UNREADABLE_IMAGE(
                                                            422), TOO_MANY_FILES(422), UPGRADE_REQUIRED(
                                                                    426), TOO_MANY_REQUESTS(429), HEADERS_TOO_LARGE(
                                                                            431), INTERNAL(500), OVERLOADED(
                                                                                    503), UNAVAILABLE(503);

    private final int status;

    HttpProblem(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /// Its name in the `type` of the problem document and in message keys, such as `text-too-long`.
    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
