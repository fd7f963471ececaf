package io.korrigo.task;

/**
 * Which of several due tasks runs first, as one number: higher first, equal ones by age.
 *
 * <p>A task of higher priority goes first. Among equal priorities a task that was submitted by itself goes before children
 * of parents, and the earlier children of any parent before the later ones of every other: somebody who waits for one
 * copy waits for a free worker, not for another's export, and a small export overtakes a large one.
 *
 * <p>The rank is between {@value #LOWEST} and {@value #HIGHEST}, so that a store may keep it in 16 bits.
 */
public final class TaskRank {
    /** The last child of the lowest priority. */
    public static final int LOWEST = -100 * 256;

    /** A single task of the highest priority. */
    public static final int HIGHEST = 100 * 256 + 255;

    private static final int SINGLE = 255;
    // So many children of one parent share a rank: 254 ranks tell 2,032 children apart.
    private static final int CHILDREN = 8;

    private TaskRank() {}

    /** The rank of a task without a parent. */
    public static int of(Submission<?> submission) {
        return submission.priority() * 256 + SINGLE;
    }

    /**
     * The rank of a child.
     *
     * @param position among its parent's children in the order of the plan, from 0
     */
    public static int ofChild(Submission<?> submission, int position) {
        return submission.priority() * 256 + SINGLE - 1 - Math.min(SINGLE - 1, position / CHILDREN);
    }
}
