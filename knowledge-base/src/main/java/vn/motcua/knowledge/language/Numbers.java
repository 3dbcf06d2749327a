package vn.motcua.knowledge.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Arrays of numbers as blocks of bytes, high byte first. Starting must be quick, and reading one number after the other is
/// not before it is compiled.
public final class Numbers {
    private Numbers() {
    }

    public static void writeInts(DataOutputStream out, int[] numbers) throws IOException {
        var block = ByteBuffer.allocate(numbers.length * Integer.BYTES);
        block.asIntBuffer().put(numbers);
        out.write(block.array());
    }

    public static void writeShorts(DataOutputStream out, short[] numbers) throws IOException {
        var block = ByteBuffer.allocate(numbers.length * Short.BYTES);
        block.asShortBuffer().put(numbers);
        out.write(block.array());
    }

    public static void writeLongs(DataOutputStream out, long[] numbers) throws IOException {
        var block = ByteBuffer.allocate(numbers.length * Long.BYTES);
        block.asLongBuffer().put(numbers);
        out.write(block.array());
    }

    public static void writeFloats(DataOutputStream out, float[] numbers) throws IOException {
        var block = ByteBuffer.allocate(numbers.length * Float.BYTES);
        block.asFloatBuffer().put(numbers);
        out.write(block.array());
    }

    public static int[] readInts(DataInputStream in, int count) throws IOException {
        var numbers = new int[count];
        block(in, count * Integer.BYTES).asIntBuffer().get(numbers);
        return numbers;
    }

    public static short[] readShorts(DataInputStream in, int count) throws IOException {
        var numbers = new short[count];
        block(in, count * Short.BYTES).asShortBuffer().get(numbers);
        return numbers;
    }

    public static long[] readLongs(DataInputStream in, int count) throws IOException {
        var numbers = new long[count];
        block(in, count * Long.BYTES).asLongBuffer().get(numbers);
        return numbers;
    }

    public static float[] readFloats(DataInputStream in, int count) throws IOException {
        var numbers = new float[count];
        block(in, count * Float.BYTES).asFloatBuffer().get(numbers);
        return numbers;
    }

    private static ByteBuffer block(DataInputStream in, int bytes) throws IOException {
        var block = in.readNBytes(bytes);
        if (block.length < bytes) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(block);
    }
}
