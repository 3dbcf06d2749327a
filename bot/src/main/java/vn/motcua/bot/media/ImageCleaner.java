package vn.motcua.bot.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Makes images anew from their pixels, so that nothing else in the file is kept: no place, no device, no hidden content.
/// Thread-safe; one image at a time, since a decoded one is large.
final class ImageCleaner {
    /// More pixels are not looked at; told by the header, before anything is decoded.
    private static final long MOST_PIXELS = 40_000_000;
    private static final int LONGEST_SIDE = 20_000;
    /// More pixels than a sheet of paper needs are left out while reading.
    private static final double KEPT_PIXELS = 12_600_000;
    private static final float QUALITY = 0.88f;

    private final Duration patience;
    private final Semaphore one = new Semaphore(1, true);

    /// An image made anew.
    @SuppressWarnings("ArrayRecordComponent") // Not compared.
    record Clean(MediaType type, byte[] bytes) {
    }

    /// @param patience how long reading one image may take
    ImageCleaner(Duration patience) {
        this.patience = patience;
    }

    /// The image upright and without metadata; WebP becomes PNG or JPEG. Empty when it cannot be read, has too many pixels,
    /// or takes too long.
    Optional<Clean> clean(MediaType type, byte[] file) {
        one.acquireUninterruptibly();
        try {
            var orientation = type == MediaType.JPEG ? Orientation.ofJpeg(file) : Orientation.UPRIGHT;
            var image = upright(read(type, file), orientation);
            var as = type == MediaType.WEBP && !image.getColorModel().hasAlpha() || type == MediaType.JPEG
                    ? MediaType.JPEG
                    : MediaType.PNG;
            return Optional.of(new Clean(as, write(as, image)));
        } catch (IOException | RuntimeException unreadable) { // readers throw anything at files made to break them
            return Optional.empty();
        } finally {
            one.release();
        }
    }

    private BufferedImage read(MediaType type, byte[] file) throws IOException {
        var reader = ImageIO.getImageReadersByMIMEType(type.mediaType()).next();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS || Math.max(reader.getWidth(0), reader.getHeight(0)) > LONGEST_SIDE) {
                throw new IOException("too many pixels");
            }
            var deadline = new Deadline(System.nanoTime() + patience.toNanos());
            reader.addIIOReadProgressListener(deadline);
            var image = reader.read(0, fewer(reader.getDefaultReadParam(), pixels));
            if (deadline.passed) {
                throw new IOException("takes too long");
            }
            return image;
        } finally {
            reader.dispose();
        }
    }

    private static ImageReadParam fewer(ImageReadParam param, long pixels) {
        int step = (int) Math.ceil(Math.sqrt(pixels / KEPT_PIXELS));
        param.setSourceSubsampling(Math.max(1, step), Math.max(1, step), 0, 0);
        return param;
    }

    /// Drawn into plain colours, which also leaves the colour profile behind.
    private static BufferedImage upright(BufferedImage image, Orientation orientation) {
        int width = orientation.isTurned() ? image.getHeight() : image.getWidth();
        int height = orientation.isTurned() ? image.getWidth() : image.getHeight();
        var drawn = new BufferedImage(width, height,
                image.getColorModel().hasAlpha() ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
        var pen = drawn.createGraphics();
        pen.drawImage(image, orientation.upright(image.getWidth(), image.getHeight()), null);
        pen.dispose();
        return drawn;
    }

    private static byte[] write(MediaType type, BufferedImage image) throws IOException {
        var writer = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), type.extension())
                .next();
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            var param = writer.getDefaultWriteParam();
            if (type == MediaType.JPEG) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(QUALITY);
            }
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /// Ends reading that takes too long: a small file can ask for a great many passes over a large image.
    private static final class Deadline implements IIOReadProgressListener {
        private final long nanos;
        private boolean passed;

        Deadline(long nanos) {
            this.nanos = nanos;
        }

        private void look(ImageReader reader) {
            if (System.nanoTime() - nanos > 0) {
                passed = true;
                reader.abort();
            }
        }

        @Override
        public void imageProgress(ImageReader reader, float percentage) {
            look(reader);
        }

        @Override
        public void imageStarted(ImageReader reader, int image) {
            look(reader);
        }

        @Override
        public void imageComplete(ImageReader reader) {
            look(reader);
        }

        @Override
        public void sequenceStarted(ImageReader reader, int first) {
            // one image is read
        }

        @Override
        public void sequenceComplete(ImageReader reader) {
            // one image is read
        }

        @Override
        public void thumbnailStarted(ImageReader reader, int image, int thumbnail) {
            // none is read
        }

        @Override
        public void thumbnailProgress(ImageReader reader, float percentage) {
            // none is read
        }

        @Override
        public void thumbnailComplete(ImageReader reader) {
            // none is read
        }

        @Override
        public void readAborted(ImageReader reader) {
            // told to by us
        }
    }
}
