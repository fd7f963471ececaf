package io.korrigo.executor.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * A virtual machine whose wall clock is off for whoever asks {@code java.time}, as Korrigo and db-scheduler do; what it
 * measures by {@code System.nanoTime} goes on as ever. It runs the JDK's own class {@code Clock}, which all of
 * {@code java.time} asks, with an addition behind each reading of the machine's clock.
 */
final class MovedClock extends ClassVisitor {
    private static final String CLOCK = "java/time/Clock.class";

    private final Duration offset;

    private MovedClock(Duration offset, ClassWriter writer) {
        super(Opcodes.ASM9, writer);
        this.offset = offset;
    }

    /**
     * The options of such a virtual machine.
     *
     * @param folder empty, takes the class
     */
    static List<String> options(Path folder, Duration offset) throws IOException {
        try (InputStream in = Object.class.getResourceAsStream("/" + CLOCK)) {
            ClassReader reader = new ClassReader(in);
            ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(new MovedClock(offset, writer), 0);
            Path file = folder.resolve(CLOCK);
            Files.createDirectories(file.getParent());
            Files.write(file, writer.toByteArray());
        }
        return List.of("--patch-module=java.base=" + folder);
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] thrown) {
        return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, type, signature, thrown)) {
            @Override
            public void visitMethodInsn(int code, String owner, String called, String calledType, boolean isInterface) {
                super.visitMethodInsn(code, owner, called, calledType, isInterface);
                if (called.equals("getNanoTimeAdjustment")) {
                    visitLdcInsn(offset.toNanos());
                    visitInsn(Opcodes.LADD);
                }
            }
        };
    }
}
