package vn.motcua.bot.media;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/// Files that people send, and files that are made to do harm.
public final class Specimens {
    /// Words no kept image may contain.
    public static final String PLACE = "GPS 21.853 106.761";

    private Specimens() {
    }

    public static byte[] pdf(String text) {
        return ("%PDF-1.7\n% " + text + "\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%EOF\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /// An image whose left half is red and right half blue.
    public static byte[] image(String format, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, (x < width / 2 ? Color.RED : Color.BLUE).getRGB());
            }
        }
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /// A photo as a phone takes it: the camera's position in EXIF, and words that tell a place.
    public static byte[] photo(int orientation, int width, int height) {
        var place = PLACE.getBytes(StandardCharsets.US_ASCII);
        var tiff = ByteBuffer.allocate(26 + place.length).put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8)
                .putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1)
                .putShort((short) orientation).putShort((short) 0).putInt(0).put(place).array();
        var jpeg = image("jpg", width, height);
        return ByteBuffer.allocate(jpeg.length + tiff.length + 10).put(jpeg, 0, 2).putShort((short) 0xffe1)
                .putShort((short) (tiff.length + 8)).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff)
                .put(jpeg, 2, jpeg.length - 2).array();
    }

    /// A ZIP file with these parts.
    public static byte[] zip(String... parts) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts) {
                zip.putNextEntry(new ZipEntry(part));
                zip.write("<x/>".getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /// A PNG of a few bytes that claims to have this many pixels.
    public static byte[] hugePng(int width, int height) {
        var png = image("png", 2, 2);
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        var crc = new java.util.zip.CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        return png;
    }
}
