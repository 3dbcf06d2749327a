package vn.motcua.connectors;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Requests that differ from a good one by a bit, a byte or a piece, in the body or in the signature.
public final class Mutations {
    private Mutations() {
    }

    public static Stream<WebhookRequest> of(WebhookRequest good, String signatureHeader, int count, long seed) {
        var random = new Random(seed);
        return IntStream.range(0, count).mapToObj(number -> number % 2 == 0
                ? with(good, signatureHeader, mutated(good.body(), random, false))
                : withSignature(good, signatureHeader, random));
    }

    private static WebhookRequest with(WebhookRequest good, String signatureHeader, byte[] body) {
        if (good.header(signatureHeader).isEmpty()) {
            throw new IllegalArgumentException("not signed");
        }
        return new WebhookRequest(good.method(), good.query(), good.headers(), body);
    }

    private static WebhookRequest withSignature(WebhookRequest good, String header, Random random) {
        var headers = new HashMap<>(good.headers());
        var signature = good.header(header).orElseThrow().getBytes(StandardCharsets.US_ASCII);
        headers.put(header.toLowerCase(Locale.ROOT),
                new String(mutated(signature, random, true), StandardCharsets.ISO_8859_1));
        return new WebhookRequest(good.method(), good.query(), headers, good.body());
    }

    private static byte[] mutated(byte[] good, Random random, boolean bitsOnly) {
        var bytes = good.clone();
        int at = random.nextInt(bytes.length);
        switch (bitsOnly ? 0 : random.nextInt(3)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes = java.util.Arrays.copyOf(bytes, at);
            default -> {
                bytes = java.util.Arrays.copyOf(bytes, bytes.length + 1);
                System.arraycopy(good, at, bytes, at + 1, good.length - at);
                bytes[at] = (byte) (32 + random.nextInt(90));
            }
        }
        return bytes;
    }
}
