/** Not a data set. */
export default 5;
