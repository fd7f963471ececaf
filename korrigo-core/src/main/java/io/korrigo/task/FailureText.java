package io.korrigo.task;

import io.korrigo.KorrigoException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words a failure twice: for the submitter, and in one line for the task's log.
 *
 * <p>Only our own messages and those of the file system are repeated: anybody else's may quote a name or a mark.
 */
final class FailureText {
    private static final int FRAMES = 4;

    private FailureText() {}

    static String forSubmitter(Throwable failure, int attempts) {
        return "The task failed after " + attempts + (attempts == 1 ? " attempt: " : " attempts: ") + brief(failure);
    }

    static String forLog(Throwable failure, int attempt) {
        StringBuilder line = new StringBuilder("attempt " + attempt + " failed: ");
        Throwable root = rootOf(failure);
        line.append(brief(failure));
        if (root != failure) {
            line.append(", caused by ").append(brief(root));
        }
        return line.append(" at ").append(frames(root)).toString();
    }

    private static String brief(Throwable failure) {
        String message = failure.getMessage();
        if (failure instanceof KorrigoException && message != null) {
            return message;
        }
        String name = failure.getClass().getSimpleName();
        return failure instanceof FileSystemException && message != null ? name + " " + message : name;
    }

    private static Throwable rootOf(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable root = failure;
        while (root.getCause() != null && seen.add(root)) {
            root = root.getCause();
        }
        return root;
    }

    private static String frames(Throwable root) {
        return Arrays.stream(root.getStackTrace())
                .limit(FRAMES)
                .map(frame -> frame.getClassName().replaceAll(".*\\.", "") + "." + frame.getMethodName() + ":"
                        + frame.getLineNumber())
                .collect(Collectors.joining(" < "));
    }
}
