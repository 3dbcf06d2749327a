package vn.motcua.bot.simulation;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/// Files to send for whoever has none at hand.
final class MadeUpFiles {
    static final String PHOTO_NAME = "anh.jpg";
    static final String DOCUMENT_NAME = "don.pdf";
    static final String VOICE_NAME = "tin-thoai.ogg";
    static final String STICKER_NAME = "nhan-dan.png";

    private MadeUpFiles() {
    }

    static byte[] photo() {
        return image("jpg", 640, 480);
    }

    static byte[] sticker() {
        return image("png", 128, 128);
    }

    static byte[] document() {
        return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n%%EOF\n"
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// The first page of an Ogg stream; nobody here plays it.
    static byte[] voice() {
        return "OggS\0\2\0\0\0\0\0\0\0\0motcua\0\0OpusHead".getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] image(String format, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(0x2f, 0x6f, 0x8f));
        pen.fillRect(0, 0, width, height);
        pen.setColor(Color.WHITE);
        pen.fillOval(width / 4, height / 4, width / 2, height / 2);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }
}
