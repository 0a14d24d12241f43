<?xml version="1.0" encoding="UTF-8"?>
<!-- Indexes at the end of a PDF, on request: persons and archives. The typesetter puts the pages to their lines. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all">

  <xsl:param name="indexed" as="xs:boolean" select="false()">
    <!-- Whether the PDF has indexes. -->
  </xsl:param>

  <!-- Where an index leads to: a point before the words. -->
  <xsl:template match="tei:persName[$indexed][@ref]" mode="m:print" as="node()*" priority="3">
    <entry key="{f:target(.)}"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="tei:bibl[$indexed][f:is-archival(.)]" mode="m:print" as="node()*" priority="3">
    <entry key="{f:archive-line(.)}"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:function name="f:archive-line" as="xs:string">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:sequence select="string-join((f:archive-name($item), f:shelfmark($item))[. ne ''], f:word('comma'))"/>
  </xsl:function>

  <xsl:function name="f:print-indexes" as="element(index)*">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:if test="$indexed">
      <xsl:where-populated>
        <index head="{f:word('index-person')}">
          <xsl:for-each-group select="f:marked($article)[self::tei:persName][@ref]" group-by="f:target(.)">
            <xsl:sort select="f:rank(f:heading(current-group()[1]))"/>
            <entry-line key="{current-grouping-key()}"><made><xsl:value-of select="f:index-heading(f:heading(current-group()[1]))"/></made></entry-line>
          </xsl:for-each-group>
        </index>
      </xsl:where-populated>
      <xsl:where-populated>
        <index head="{f:word('archives')}">
          <xsl:for-each-group select="f:citations($article)[f:is-archival(.)]" group-by="f:archive-line(.)">
            <xsl:sort select="f:rank(f:archive-name(current-group()[1]))"/>
            <xsl:sort select="f:padded(current-grouping-key())"/>
            <entry-line key="{current-grouping-key()}"><made><xsl:value-of select="current-grouping-key()"/></made></entry-line>
          </xsl:for-each-group>
        </index>
      </xsl:where-populated>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
