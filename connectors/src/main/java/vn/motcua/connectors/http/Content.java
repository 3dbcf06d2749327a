package vn.motcua.connectors.http;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/// The body of a request.
///
/// @param bytes not copied: do not change
@SuppressWarnings("ArrayRecordComponent") // Contents are not compared.
public record Content(String type, byte[] bytes) {

    /// A JSON document.
    public static Content json(JsonNode document) {
        return new Content("application/json", utf8(document.toString()));
    }

    /// A form as browsers send it.
    public static Content form(Map<String, String> fields) {
        return new Content("application/x-www-form-urlencoded", utf8(fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"))));
    }

    /// A form with texts and one file.
    ///
    /// @param field name of the form's field for the file
    public static Content upload(Map<String, String> texts, String field, String fileName, String type, byte[] file) {
        var boundary = "motcua-" + UUID.randomUUID();
        var form = new ByteArrayOutputStream(file.length + 1_000);
        texts.forEach((name, text) -> part(form, boundary, "name=\"" + name + "\"", "text/plain; charset=utf-8",
                utf8(text)));
        part(form, boundary, "name=\"" + field + "\"; filename=\"" + fileName.replaceAll("[\"\\r\\n\\\\]", "_") + "\"",
                type.replaceAll("[\\r\\n]", ""), file);
        form.writeBytes(utf8("--" + boundary + "--\r\n"));
        return new Content("multipart/form-data; boundary=" + boundary, form.toByteArray());
    }

    private static void part(ByteArrayOutputStream form, String boundary, String name, String type, byte[] content) {
        form.writeBytes(utf8("--" + boundary + "\r\nContent-Disposition: form-data; " + name + "\r\nContent-Type: "
                + type + "\r\n\r\n"));
        form.writeBytes(content);
        form.writeBytes(utf8("\r\n"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
