package vn.motcua.bot.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A claim on a data folder that the operating system takes back when the process ends, however it ends.
final class FolderLock implements AutoCloseable {
    private static final String SERVE = "motcua.lock";
    private static final String MIGRATE = "migration.lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Claims the folder for serving from it.
    ///
    /// @throws AlreadyServingException when it is claimed
    static FolderLock toServe(Path folder) {
        var lock = new FolderLock(open(folder, SERVE));
        try {
            if (lock.tryLock()) {
                return lock;
            }
        } catch (IOException failure) {
            lock.close();
            throw new UncheckedIOException("cannot lock " + folder.resolve(SERVE), failure);
        }
        lock.close();
        throw new AlreadyServingException(folder);
    }

    /// Claims the folder for changing the schema, after whoever else does.
    static FolderLock toMigrate(Path folder) {
        var lock = new FolderLock(open(folder, MIGRATE));
        try {
            while (!lock.tryLock()) {
                Thread.sleep(20);
            }
            return lock;
        } catch (IOException failure) {
            lock.close();
            throw new UncheckedIOException("cannot lock " + folder.resolve(MIGRATE), failure);
        } catch (InterruptedException interruption) {
            lock.close();
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException(StorageUnavailableException.Reason.BUSY, interruption);
        }
    }

    private boolean tryLock() throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) { // This very process has it.
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot let go of the data folder", failure);
        }
    }

    private static FileChannel open(Path folder, String name) {
        try {
            return FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException failure) {
            throw SqliteFile.unusableFolder(folder, failure);
        }
    }
}
