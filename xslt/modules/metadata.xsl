<?xml version="1.0" encoding="UTF-8"?>
<!-- What the header says of an article: title, authors, series, dates, licence. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all">

  <xsl:function name="f:main-title-element" as="element(tei:title)?">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:variable name="titles" as="element(tei:title)*" select="$article/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title"/>
    <xsl:sequence select="($titles[@type = 'main'], $titles)[normalize-space()][1]"/>
  </xsl:function>

  <xsl:function name="f:main-title" as="xs:string">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="string(f:main-title-element($article) ! f:printed(.))"/>
  </xsl:function>

  <xsl:function name="f:sub-title-element" as="element(tei:title)?">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="$article/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[@type = 'sub'][1] except f:main-title-element($article)"/>
  </xsl:function>

  <xsl:function name="f:sub-title" as="xs:string">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="string(f:sub-title-element($article) ! f:printed(.))"/>
  </xsl:function>

  <xsl:function name="f:title" as="xs:string">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="string-join((f:main-title($article), f:sub-title($article))[. ne ''],
                          if (starts-with($article/@xml:lang, 'zh')) then '——' else ': ')"/>
  </xsl:function>

  <xsl:function name="f:authors" as="xs:string*">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="$article/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:author
                          ! f:real-name((tei:persName, tei:name, .)[1])[. ne '']"/>
  </xsl:function>

  <!-- A name, or nothing where what stands in its place (unknown, a number) names nobody. -->
  <xsl:function name="f:real-name" as="xs:string">
    <xsl:param name="name" as="element()?"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space(string($name))"/>
    <xsl:sequence select="if (matches($words, '^(unknown|[\W_]*\d{0,3}[\W_]*)$', 'i')) then '' else $words"/>
  </xsl:function>

  <xsl:function name="f:source-imprint" as="element()?">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="($article/tei:teiHeader/tei:fileDesc/tei:sourceDesc//tei:biblStruct)[1]/tei:monogr[1]/tei:imprint[1]"/>
  </xsl:function>

  <xsl:function name="f:source-date" as="xs:string?">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="(f:source-imprint($article)//tei:date/@when,
                           $article/tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:date/@when)[1] ! string(.)"/>
  </xsl:function>

  <!-- What the article appeared in; where it stands alone, its own title is no journal's. -->
  <xsl:function name="f:series" as="xs:string">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:variable name="source" as="element(tei:biblStruct)?" select="($article/tei:teiHeader/tei:fileDesc/tei:sourceDesc//tei:biblStruct)[1]"/>
    <xsl:sequence select="f:real-name(($source[tei:analytic]/tei:monogr/tei:title, $article/tei:teiHeader/tei:fileDesc/tei:seriesStmt/tei:title)[1])"/>
  </xsl:function>

  <xsl:function name="f:number" as="xs:string">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="normalize-space(string(($article/tei:teiHeader/tei:fileDesc/tei:seriesStmt/tei:biblScope,
                          f:source-imprint($article)/tei:biblScope[@unit = 'issue'])[1]))"/>
  </xsl:function>

  <xsl:function name="f:keywords" as="xs:string*">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="distinct-values($article/tei:teiHeader/tei:profileDesc/tei:textClass//tei:term ! normalize-space(.))[. ne '']"/>
  </xsl:function>

  <!-- Whether the text itself has what the header repeats: an abstract that stands before the first division. -->
  <xsl:function name="f:stands-in-text" as="xs:boolean">
    <xsl:param name="abstract" as="element(tei:abstract)"/>
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:variable name="words" as="xs:string" select="substring(replace(string($abstract), '\W+', ''), 1, 60)"/>
    <xsl:sequence select="$words ne '' and (some $part in $article/tei:text//(tei:p | tei:ab)[not(ancestor::tei:note)][position() le 30]
      satisfies contains(replace(string($part), '\W+', ''), $words))"/>
  </xsl:function>

  <xsl:function name="f:licence" as="element(tei:licence)?">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="($article/tei:teiHeader/tei:fileDesc/tei:publicationStmt//tei:licence)[1]"/>
  </xsl:function>

  <!-- The licence's address, where it is one of the web: no other may be followed from a page. -->
  <xsl:function name="f:licence-address" as="xs:string?">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="f:licence($article)/@target[matches(normalize-space(.), '^https?://', 'i')] ! normalize-space(.)"/>
  </xsl:function>
</xsl:stylesheet>
