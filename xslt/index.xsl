<?xml version="1.0" encoding="UTF-8"?>
<!-- The citation index as data: one object an article, {"source": …, "citations": [record…]}.
     Input: a TEI article, or a teiCorpus of articles, each with its file's name in @n. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all">

  <xsl:include href="modules/common.xsl"/>
  <xsl:include href="modules/records.xsl"/>
  <xsl:include href="modules/metadata.xsl"/>

  <xsl:output method="json" indent="yes" encoding="UTF-8"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <xsl:template match="/" as="array(*)">
    <xsl:sequence select="array { descendant-or-self::tei:TEI ! f:article-record(.) }"/>
  </xsl:template>

  <xsl:function name="f:article-record" as="map(*)">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="map { 'source': f:source($article), 'citations': array { f:records($article) } }"/>
  </xsl:function>

  <xsl:function name="f:source" as="map(*)">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="map:merge((
      f:field('name', $article/@n ! string(.)),
      f:field('title', f:title($article)),
      f:list-field('authors', f:authors($article)),
      f:field('language', $article/@xml:lang ! string(.)),
      f:field('date', f:source-date($article))))"/>
  </xsl:function>
</xsl:stylesheet>
