package io.korrigo.image;

/** A process that loads OpenCV and says how that went, for {@link OpenCvLibraryTest}. */
final class OpenCvLoading {
    private OpenCvLoading() {}

    public static void main(String[] arguments) {
        for (int i = 0; i < 2; i++) {
            try {
                OpenCvLibrary.load();
                System.out.println("loaded");
            } catch (OpenCvUnavailableException unavailable) {
                System.out.println(unavailable.getMessage().replace('\n', ' '));
            }
        }
    }
}
